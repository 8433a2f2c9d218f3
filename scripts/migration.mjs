/** node scripts/migration.mjs NAME: after a change of the model, the step to it for each database. */
import { checkDotnet, reportFailure, run, SetupError, step } from './toolchain.mjs';

const databases = ['Sqlite', 'Postgres'];

try {
  const [name, ...only] = process.argv.slice(2);
  if (!/^[A-Z][A-Za-z0-9]+$/.test(name ?? '')) {
    throw new SetupError('node scripts/migration.mjs NAME [Sqlite|Postgres]: NAME says what changed, like TenantNotes.');
  }
  await checkDotnet();
  await run('tool-restore', 'dotnet', ['tool', 'restore']);
  for (const database of only.length > 0 ? databases.filter(known => only.includes(known)) : databases) {
    const project = `migrations/Portal.Migrations.${database}`;
    await step(`Building ${project}`, () => run(`migration-build-${database}`, 'dotnet', ['build', project, '-v', 'quiet', '-p:RunAnalyzers=false']));
    await step(`Adding ${name} to ${project}`, () => run(`migration-${database}`, 'dotnet', ['ef', 'migrations', 'add', name, '--project', project, '--no-build']));
  }
} catch (error) {
  reportFailure(error);
}
