import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';

/** The API as a process of its own, as production runs it. With `profileDir` it writes a CPU profile there as it ends. */
export async function startApi({ appUrl, secrets, poolSize, profileDir }) {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  const env = {
    ...process.env,
    ...{ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: appUrl },
    ...{ ACCESS_TOKEN_SECRET: secrets.accessTokenSecret, RECORDS_KEY: secrets.recordsKey },
    ...{ DATABASE_POOL_SIZE: String(poolSize), LOG_LEVEL: 'error' },
  };
  const profile = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [];
  const child = spawn(process.execPath, ['--max-semi-space-size=64', ...profile, 'dist/src/main.js'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of child.stdout) if (String(chunk).includes('Unknot serves')) break;
  const agent = new Agent({ keepAlive: true });
  let token;
  const send = async (query, variables = {}) => {
    const { data, errors } = JSON.parse(await post({ agent, port, token, body: JSON.stringify({ query, variables }) }));
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    send,
    async signIn(email, password) {
      const { signIn } = await send(
        `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { accessToken } } }`,
        { input: { email, password } },
      );
      token = signIn.accessToken;
    },
    async stop() {
      agent.destroy();
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Node's plain client: `fetch` takes more of the machine that it measures. */
function post({ agent, port, token, body }) {
  const headers = {
    ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    request({ agent, port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(text));
      response.on('error', reject);
    })
      .on('error', reject)
      .end(body);
  });
}
