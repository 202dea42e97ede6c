import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { settingsFor } from './connections.ts';

const tlsOf = (options: string): unknown => new Client(settingsFor(`postgresql://u:p@db.example.org/d?${options}`)).ssl;

describe('a connection over a network', () => {
  it.each(['prefer', 'require', 'verify-ca'])('verifies the server by sslmode=%s as well, and says nothing', (mode) => {
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    expect(tlsOf(`sslmode=${mode}`)).toEqual(tlsOf('sslmode=verify-full'));
    expect(warned.mock.calls).toEqual([]);
    warned.mockRestore();
  });
  it('is as it was asked for by every other mode', () => {
    expect(tlsOf('sslmode=verify-full')).toEqual({});
    expect(tlsOf('sslmode=disable')).toBe(false);
    expect(tlsOf('sslmode=no-verify')).toEqual({ rejectUnauthorized: false });
    expect(tlsOf('sslmode=require&uselibpqcompat=true')).toEqual({ rejectUnauthorized: false });
  });
});
