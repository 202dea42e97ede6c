import type { MessagePort } from 'node:worker_threads';
import { openDirectory, type Sources, type StoreDirectory } from './directory.ts';
import type { Call, Fault, Reply, WritingCalls } from './writing-thread.ts';

/**
 * The thread that writes: owns the store's files and does what the thread that serves asks it for, until it is told to
 * close.
 */
export async function writeForThread(port: MessagePort, path: string, sources: Sources): Promise<void> {
  const say = (reply: Reply): void => port.postMessage(reply);
  try {
    const calls = callsOf(await openDirectory(path, sources), port);
    port.on('message', (call: Call) => void answer(calls, call).then(say));
    say({ number: 0 });
  } catch (error) {
    say({ number: 0, fault: faultOf(error) });
    port.close();
  }
}

function callsOf({ mingbai, checkpoint, close }: StoreDirectory, port: MessagePort): WritingCalls {
  const { writer } = mingbai;
  return {
    run: (command) => writer.run(command),
    runAll: (commands) => writer.runAll(commands),
    preview: (commands) => writer.preview(commands),
    checkpoint,
    close: async () => {
      await close();
      setImmediate(() => port.close()); // after the answer
    },
  };
}

async function answer(calls: WritingCalls, { number, name, argument }: Call): Promise<Reply> {
  try {
    const call = calls[name] as (argument: unknown) => Promise<unknown>; // the other side has the same types
    return { number, value: await call(argument) };
  } catch (error) {
    return { number, fault: faultOf(error) };
  }
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, code, detail, ownerPid } = error as Error & Omit<Fault, 'message'>; // what our own errors may have
  return { message, code, detail, ownerPid };
}
