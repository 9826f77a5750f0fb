// What people call a platform; an unknown one as it is written.

import { platforms } from '#shared/sources/platforms.ts';

export const platformLabel = (id: unknown): string => platforms.find(p => p.id === id)?.label ?? String(id ?? '');
