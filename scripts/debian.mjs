import { execFileSync } from 'node:child_process';
import { run, SetupError, step } from './toolchain.mjs';

/** Programs of others that the tests run against, as Debian packages. */
const testPackages = [
  'asciinema', 'busybox-static', 'chromium', 'curl', 'fonts-noto-cjk', 'freeipmi-tools', 'ipmitool', 'jq', 'openipmi', 'postgresql', 'python3-pyghmi', 'qemu-system-x86',
];

/** Installs what is missing, or says what is. */
export async function provideTestPrograms() {
  const missing = testPackages.filter(name => !isInstalled(name));
  if (missing.length === 0) {
    return;
  }
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new SetupError(`The tests need these Debian packages: ${missing.join(', ')}\nAs root: ${command}\nnpm run test:fast needs none of them.`);
  }
  await step(`Installing ${missing.join(', ')}`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-update', 'apt-get', ['update'], { env });
    await run('apt-install', 'apt-get', command.split(' ').slice(1), { env });
  });
}

function isInstalled(name) {
  try {
    const status = execFileSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return status === 'installed';
  } catch {
    return false;
  }
}
