/** Finds the commands that the project's pages name. */

/**
 * @param {string} text of a Markdown file
 * @returns {string[]} candidates: shell blocks, indented lines, and inline code, split at `&&` and `;`
 */
export function commandsOf(text) {
  const shell = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, body = '']) => body.split('\n'));
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const indented = [...prose.matchAll(/^ {4}(\w.*)$/gm)].map(([, line = '']) => line);
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  // Two spaces or more separate a command from its explanation.
  return [...shell, ...indented, ...inline]
    .flatMap((line) => (line.split(/ {2,}/)[0] ?? '').split(/&&|;/))
    .map((command) => command.trim());
}

/**
 * Commands that `try-commands.mjs` does not run, and why.
 * @type {Readonly<Record<string, string>>}
 */
export const NOT_TRIED = {
  'npm ci': 'CI runs it',
  'npm run try-commands': 'this is it',
  'npm test': 'CI runs it',
  'npm run unit': 'npm test runs its steps',
  'npm run e2e': 'npm test runs its steps',
  'npx vitest run --project agent': 'npm test runs it',
  'npx playwright test --project=box': 'npm test runs it',
  'npx playwright test --project=models': 'npm test runs it',
  'npx playwright test --trace on': 'an option, without the test that it is for',
  'npm run serve -- --https': 'test/e2e/hosts.spec.ts runs it',
  'npm run bench': 'takes an hour; single benchmarks are tried',
  'npm run soak': 'takes ten minutes',
  'npm run format': 'changes files; npx biome check is tried',
  'npm ci --omit=dev': 'removes packages; a test of the agent installs the unpacked package with it',
  'npm run verify-model': 'needs internet access',
  'npm run verify-model -- clip-b32 uform3-small': 'needs internet access',
  'npm run verify-model -- --folder ~/models': 'needs downloaded models',
  'npm run verify-model -- --mirror https://…/': 'needs a mirror',
  'node mitsuke-agent.js --probe --ienc image_encoder.axmodel':
    'needs a board; test/agent runs it on the stand-in',
  'node mitsuke-agent.js --ienc image_encoder.axmodel --origin https://photos.example':
    'needs a board; test/agent runs it on the stand-in',
};

/** @param {string} command */
export function isCommand(command) {
  return /^(npm|npx|node|vite) [\w./-]/.test(command);
}
