import { createRequire } from 'node:module';
import grpc from '@grpc/grpc-js';
import sharedPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import statusPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Any } from './any.ts';
import type { FakeEvent } from './fake-log.ts';

// The messages that the client ships are made with the client's own protobuf.
const inClient = createRequire(createRequire(import.meta.url).resolve('@kurrent/kurrentdb-client'));
const { Any: AnyMessage } = inClient('google-protobuf/google/protobuf/any_pb') as { Any: new () => Any };

/** A detail of an error, under its full name, as `google.protobuf.Any`. */
export function anyOf(name: string, detail: { serializeBinary(): Uint8Array }): Any {
  const any = new AnyMessage();
  any.setTypeUrl(`type.googleapis.com/${name}`);
  any.setValue(detail.serializeBinary());
  return any;
}

/** An error of the second protocol, whose details stand in the trailing metadata. */
export function errorWith(code: grpc.status, name: string, detail: { serializeBinary(): Uint8Array }) {
  const status = new statusPb.Status();
  status.setDetails(anyOf(name.includes('.') ? name : `kurrentdb.protocol.v2.streams.errors.${name}`, detail));
  const metadata = new grpc.Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(status.serializeBinary()));
  return { code, details: name, metadata };
}

/** An error of the first protocol, told by its name in the metadata. */
export function exception(code: grpc.status, name: string) {
  const metadata = new grpc.Metadata();
  metadata.set('exception', name);
  return { code, details: name, metadata };
}

/** A stream's name on the wire. */
export function identifierOf(stream: string) {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream).toString('base64'));
  return identifier;
}

/** The name of a stream from the wire. */
export function nameOf(identifier: { getStreamName_asU8(): Uint8Array } | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();
}

/** A UUID from the wire, in either of its forms. */
export function uuidOf(uuid: InstanceType<typeof sharedPb.UUID> | undefined): string {
  if (uuid?.hasString()) return uuid.getString();
  const structured = uuid?.getStructured();
  const half = (bits: string | number | undefined) =>
    BigInt.asUintN(64, BigInt(bits ?? 0))
      .toString(16)
      .padStart(16, '0');
  const hex = half(structured?.getMostSignificantBits()) + half(structured?.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** An event as an answer to a read. */
export function answerOf(event: FakeEvent) {
  const recorded = new streamsPb.ReadResp.ReadEvent.RecordedEvent();
  const id = new sharedPb.UUID();
  id.setString(event.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(identifierOf(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.commit));
  recorded.setPreparePosition(String(event.prepare));
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', event.contentType);
  recorded.getMetadataMap().set('created', '638000000000000000');
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new streamsPb.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.commit));
  const answer = new streamsPb.ReadResp();
  answer.setEvent(read);
  return answer;
}
