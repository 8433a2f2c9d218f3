/**
 * npm test: everything. npm run test:fast: what needs no program of others. Names after -- choose suites.
 * With --postgres the portals of Portal.Fleet.Tests and Portal.Web.Tests keep all their data in PostgreSQL; without it those tests do that are marked Database=Both,
 * after they ran on SQLite.
 * The last line on standard output is "N passed, N failed".
 */
import { provideTestPrograms } from './debian.mjs';
import { runClientTests, runFormatCheck, runProject } from './test-suites.mjs';
import { buildClient, checkDotnet, installPackages, run, SetupError, step } from './toolchain.mjs';

const fastProjects = ['Portal.Ipmi.Tests', 'Portal.BmcSim.Tests', 'Portal.Fleet.Tests', 'Portal.Web.Tests'];
// Each of these keeps the machine busy with a browser or a virtual machine: one at a time.
const externalProjects = ['Portal.Interop.Tests', 'Portal.E2E'];
const withoutPrograms = ['--filter-not-trait', 'Needs=Programs'];
const onPostgres = { PORTAL_TEST_DATABASE: 'postgres' };

const args = process.argv.slice(2);
const fast = args.includes('--fast');
const postgres = args.includes('--postgres');
const chosen = args.filter(argument => !argument.startsWith('--'));
const isChosen = name => chosen.length === 0 || chosen.includes(name);
const results = [];

try {
  await runAll();
} catch (error) {
  results.push({ name: 'preparation', passed: 0, failures: [{ name: 'preparation', text: error instanceof SetupError ? error.message : error.stack }] });
}
summarize();

async function runAll() {
  if (!fast || postgres) {
    await provideTestPrograms();
  }
  await checkDotnet();
  await installPackages();
  await buildClient();
  await step('Building the solution', () => run('solution', 'dotnet', ['build', 'Portal.sln', '-v', 'quiet']));
  await suite('client', runClientTests);
  await suite('format', name => runFormatCheck(name, { layoutOnly: fast }));
  await inPairs(fastProjects.map(name => () => suite(name, () => runProject(name, { args: fast ? withoutPrograms : [], env: postgres ? onPostgres : {} }))));
  if (!fast) {
    if (!postgres) {
      await inPairs(['Portal.Fleet.Tests', 'Portal.Web.Tests'].map(project => () =>
        suite(`${project}.Postgres`, name => runProject(name, { project, args: ['--filter-trait', 'Database=Both'], env: onPostgres }))));
    }
    for (const name of externalProjects) {
      await suite(name, runProject);
    }
  }
}

async function suite(name, runSuite) {
  if (!isChosen(name)) {
    return;
  }
  const started = performance.now();
  const result = { name, ...await runSuite(name) };
  // Everything is installed here, so a test that skips is a test that does not run.
  const skipped = result.skipped ?? [];
  result.failures.push(...skipped.map(test => ({ name: test, text: 'skipped' })));
  results.push(result);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${result.passed} passed, ${result.failures.length} failed (${seconds} s)`);
}

async function inPairs(jobs) {
  const worker = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      await job();
    }
  };
  await Promise.all([worker(), worker()]);
}

function summarize() {
  const failures = results.flatMap(result => result.failures.map(failure => ({ suite: result.name, ...failure })));
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  for (const { suite: name, name: test, text } of failures) {
    console.log(`\nFAILED ${name}: ${test}\n${text}`);
  }
  if (passed === 0 && failures.length === 0) {
    failures.push({});
    console.log('\nNo test ran.');
  }
  console.log(`\n${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
