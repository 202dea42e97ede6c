import { randomUUID } from 'node:crypto';
import type { ServerWritableStream } from '@grpc/grpc-js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { FakeEvent, FakeLog } from './fake-log.ts';
import { answerOf, identifierOf, nameOf } from './wire.ts';

type ReadReq = InstanceType<typeof streamsPb.ReadReq>;
type ReadResp = InstanceType<typeof streamsPb.ReadResp>;
type Options = InstanceType<typeof streamsPb.ReadReq.Options>;
type Call = ServerWritableStream<ReadReq, ReadResp>;

/** After how many events without a hit a filtered subscription is told how far it has come. */
const checkpointInterval = 32;

/** Answers a read of a stream or of `$all`, or a subscription to `$all`. */
export async function read(log: FakeLog, call: Call): Promise<void> {
  const options = call.request.getOptions() ?? new streamsPb.ReadReq.Options();
  if (options.hasSubscription()) await subscribe(log, call, options);
  else if (options.hasAll()) await sendAll(call, page(log.events, options, startInAll(log.events, options)));
  else await readStream(log, call, options);
  call.end();
}

async function readStream(log: FakeLog, call: Call, options: Options): Promise<void> {
  const name = nameOf(options.getStream()?.getStreamIdentifier());
  const events = log.stream(name);
  if (events === undefined) {
    const missing = new streamsPb.ReadResp.StreamNotFound();
    missing.setStreamIdentifier(identifierOf(name));
    const answer = new streamsPb.ReadResp();
    answer.setStreamNotFound(missing);
    call.write(answer);
    return;
  }
  const from = options.getStream();
  const start = from?.hasRevision() ? Number(from.getRevision()) : from?.hasEnd() ? events.length - 1 : 0;
  await sendAll(call, page(events, options, start));
}

async function sendAll(call: Call, events: readonly FakeEvent[]): Promise<void> {
  for (const event of events) await send(call, answerOf(event));
}

/** Up to the asked number of events from an index on, in the asked direction. */
function page(events: readonly FakeEvent[], options: Options, start: number): readonly FakeEvent[] {
  const backwards = options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.BACKWARDS;
  const rest = backwards ? events.slice(0, start + 1).toReversed() : events.slice(start);
  return rest.filter(filterOf(options)).slice(0, Number(options.getCount()));
}

/** The index where a read of `$all` begins: a position is included when reading forwards. */
function startInAll(events: readonly FakeEvent[], options: Options): number {
  if (options.getAll()?.hasEnd()) return events.length - 1;
  const position = positionIn(options);
  if (position === undefined) return 0;
  const index = events.findIndex((event) => compare(event, position) >= 0);
  return index < 0 ? events.length : index;
}

async function subscribe(log: FakeLog, call: Call, options: Options): Promise<void> {
  const confirmation = new streamsPb.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  const confirmed = new streamsPb.ReadResp();
  confirmed.setConfirmation(confirmation);
  await send(call, confirmed);
  const [wanted, after] = [filterOf(options), positionIn(options)];
  let next = options.getAll()?.hasEnd() ? log.events.length : 0;
  let passedOver = 0;
  while (!call.cancelled) {
    const event = log.events[next];
    if (event === undefined) {
      await untilCancelledOr(call, (go) => log.onGrown(go));
      continue;
    }
    next += 1;
    // A subscription begins behind the position, not at it.
    if (after !== undefined && compare(event, after) <= 0) continue;
    if (wanted(event)) await send(call, answerOf(event));
    passedOver = wanted(event) ? 0 : passedOver + 1;
    if (passedOver === checkpointInterval) await send(call, checkpointOf(event));
  }
}

function checkpointOf(event: FakeEvent): ReadResp {
  const checkpoint = new streamsPb.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(event.commit));
  checkpoint.setPreparePosition(String(event.prepare));
  const answer = new streamsPb.ReadResp();
  answer.setCheckpoint(checkpoint);
  return answer;
}

async function send(call: Call, answer: ReadResp): Promise<void> {
  if (call.cancelled || call.write(answer)) return;
  await untilCancelledOr(call, (go) => {
    call.once('drain', go);
    return () => void call.off('drain', go);
  });
}

/** Waits for something, or for the caller to go; listens to neither afterwards. */
async function untilCancelledOr(call: Call, listen: (go: () => void) => () => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = listen(resolve);
  call.once('cancelled', resolve);
  await promise;
  stop();
  call.off('cancelled', resolve);
}

function filterOf(options: Options): (event: FakeEvent) => boolean {
  const filter = options.getFilter();
  const byName = filter?.getStreamIdentifier();
  const expression = byName ?? filter?.getEventType();
  if (expression === undefined) return () => true;
  const [prefixes, regex] = [expression.getPrefixList(), new RegExp(expression.getRegex())];
  return ({ stream, type }) => {
    const text = byName ? stream : type;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
}

function positionIn(options: Options): Pick<FakeEvent, 'commit' | 'prepare'> | undefined {
  const position = options.getAll()?.getPosition();
  if (position === undefined) return undefined;
  return { commit: BigInt(position.getCommitPosition()), prepare: BigInt(position.getPreparePosition()) };
}

function compare(one: Pick<FakeEvent, 'commit' | 'prepare'>, other: Pick<FakeEvent, 'commit' | 'prepare'>): number {
  return Number(one.commit - other.commit) || Number(one.prepare - other.prepare);
}
