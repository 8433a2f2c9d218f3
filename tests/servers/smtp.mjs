// A real SMTP server (smtp-server) on the loopback, for tests. Its one argument is JSON:
//   {host?, port?, key?, cert?, user?, password?}      key and cert are PEM; without them there is no STARTTLS
// Prints {port} when it is ready, then each mail that it took: {to, from, secure, user, text}. Ends when its standard input does.
import { SMTPServer } from 'smtp-server';

const options = JSON.parse(process.argv[2] ?? '{}');
const server = new SMTPServer({
  name: 'smtp.test',
  key: options.key,
  cert: options.cert,
  hideSTARTTLS: !options.cert,
  disabledCommands: options.cert ? [] : ['STARTTLS'],
  allowInsecureAuth: false,
  authOptional: !options.user,
  onAuth: (auth, _, done) => auth.username === options.user && auth.password === options.password ? done(null, { user: auth.username }) : done(new Error('Wrong.')),
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      console.log(JSON.stringify({
        to: session.envelope.rcptTo.map(to => to.address),
        from: session.envelope.mailFrom.address,
        secure: session.secure,
        user: session.user ?? null,
        text: Buffer.concat(parts).toString('utf8'),
      }));
      done();
    });
  },
});
// A client that leaves in the middle, because it does not like the certificate, is what some tests want.
server.on('error', error => console.error(error.message));
server.listen(options.port ?? 0, options.host ?? '127.0.0.1', () => console.log(JSON.stringify({ port: server.server.address().port })));
process.stdin.resume().on('end', () => process.exit(0));
