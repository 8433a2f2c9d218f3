// Small behaviours of every page that need no round trip to the server: dist/shell.js, loaded by the root component.
import { watchReconnect } from './reconnect.ts';
import { watchCopy } from './copy.ts';
import { watchHotkeys } from './hotkeys.ts';
import { watchAges } from './ages.ts';

watchReconnect();
watchCopy();
watchHotkeys();
watchAges();
