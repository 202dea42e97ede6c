import { eventDefinition } from '@mingbai/domain';
import { canonicalText, Envelope, upcast, type Recorded } from '@mingbai/kernel';
import type { StoredEvent } from './ports.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** Whether a text can be a command's id in an envelope. */
export const isCommandId = (text: string): boolean => Envelope.shape.command.safeParse(text).success;

/** The envelope, once it is sure that a verification can read it. What could not be read is not recorded. */
export function readable(event: Envelope): Envelope {
  const { success, error } = Envelope.safeParse(event);
  if (!success) throw new Error(`${event.type} would not be readable: ${error.issues[0]?.path.join('.') ?? ''}`);
  return event;
}

/** The canonical bytes of an envelope: made once, when the event is recorded. */
export const bytesOf = (event: Envelope): Uint8Array => encoder.encode(canonicalText(event));

/** An event from its stored bytes, its data in today's form. Throws when the bytes are not an event of this program. */
export const readEvent = (bytes: Uint8Array): Envelope => readText(decoder.decode(bytes));

/** The same from its text. The bytes were made from an Envelope and are covered by the proof. */
export const readText = (text: string): Envelope => inTodaysForm(JSON.parse(text) as Envelope);

/** An event with its data in the form that this program knows. Throws for a type or version that it does not know. */
export function inTodaysForm(event: Envelope): Envelope {
  const definition = eventDefinition(event.type);
  if (!definition) throw new Error(`unknown event type ${event.type}`);
  return event.version === definition.version
    ? event
    : { ...event, data: upcast(definition, event.version, event.data) };
}

export const readStored = ({ position, bytes }: StoredEvent): Recorded => ({ ...readEvent(bytes), position });
