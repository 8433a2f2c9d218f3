/** npm start: builds what is out of date and starts the portal. Arguments after -- are the portal's. */
import { join } from 'node:path';
import { become, buildClient, buildPortal, installPackages, reportFailure, root } from './toolchain.mjs';

try {
  await installPackages();
  await buildClient();
  const program = await buildPortal();
  // As environment, so that an argument or the caller's own environment wins.
  const defaults = {
    ASPNETCORE_ENVIRONMENT: process.env.ASPNETCORE_ENVIRONMENT ?? 'Production',
    Portal__DataDirectory: process.env.Portal__DataDirectory ?? join(root, '.data'),
  };
  process.exitCode = await become('dotnet', [program, ...process.argv.slice(2)], defaults);
} catch (error) {
  reportFailure(error);
}
