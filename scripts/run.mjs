/** npm run sim, bench: builds one of our programs, optimised, and runs it with the arguments after --. */
import { become, checkDotnet, reportFailure } from './toolchain.mjs';

const [project, ...args] = process.argv.slice(2);
try {
  await checkDotnet();
  process.exitCode = await become('dotnet', ['run', '-c', 'Release', '--project', project, '-v', 'quiet', '-p:RunAnalyzers=false', '--', ...args]);
} catch (error) {
  reportFailure(error);
}
