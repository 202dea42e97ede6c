import { startPrivatePostgres } from '@mingbai/event-store-postgres/testing';
const s = await startPrivatePostgres(); console.log(s.url); process.on('SIGTERM', () => void s.remove().then(() => process.exit(0))); setInterval(() => {}, 1e6);
