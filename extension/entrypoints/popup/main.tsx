import { signal } from '@preact/signals';
import { render } from 'preact';
import { models } from '#shared/models/index.ts';

const n = signal(models.length);
render(<p>{n}</p>, document.getElementById('app') as HTMLElement);
