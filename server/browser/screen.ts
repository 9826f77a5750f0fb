// Whether a browser's window would be seen by anybody: a screen that this process can draw on, and a person before it.

/** Why no window should be opened, in words; undefined: one can be. */
export function whyNoScreen(platform: NodeJS.Platform, env: Record<string, string | undefined>): string | undefined {
  if (env.CI) return 'this is a build machine (CI is set)';
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)
    return 'there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  // Over SSH the screen is somebody else's, or nobody's.
  if (platform !== 'linux' && env.SSH_CONNECTION) return 'this is a remote session (SSH_CONNECTION is set)';
  return undefined;
}
