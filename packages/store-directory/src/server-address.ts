/**
 * Whether a server's address means what whoever wrote it meant. A password with a sign that is not written as %40 and
 * so on cuts the address short: the rest then looks like a port, a path or a fragment, and would be told to others.
 */
export const isWellFormed = (address: string): boolean => addressesIn(address).every(isSound);

function isSound(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null && url.hash === '' && !after(url).includes('@') && hasPort(url) && hasHost(url) && isDecodable(url)
  );
}

export const isOfKurrent = (address: string): boolean => address.startsWith('kurrentdb');

/** One address for each host: those of a KurrentDB cluster stand in a row in one, which `URL` cannot read. */
function addressesIn(address: string): readonly string[] {
  const [, user, hosts, rest] = /^([^/]*:\/\/(?:[^/?#@]*@)?)([^/?#@]*)(.*)$/su.exec(address) ?? [];
  if (!isOfKurrent(address) || hosts === undefined) return [address];
  return hosts.split(',').map((host) => `${user}${host}${rest}`);
}

/** The server, or all of a cluster, without user and password. */
export const hostsOf = (address: string): string =>
  addressesIn(address)
    .map((each) => URL.parse(each)?.host ?? '')
    .join(',');

/** KurrentDB's client looks past capitals, dashes and underlines in the name of an option. */
export const kurrentOption = (name: string): string => name.trim().toLowerCase().replaceAll(/[_-]/gu, '');

const beforeOptions = (address: string): string => /^[^?]*/u.exec(address)?.[0] ?? '';

/** The options of an address, by the names that are written there. */
export const optionsIn = (address: string): URLSearchParams =>
  new URLSearchParams(address.slice(beforeOptions(address).length));

/** A KurrentDB address without an option of ours; what is left is its client's, to the letter. */
export function withoutOption(address: string, option: string): string {
  const hosts = beforeOptions(address);
  const options = address.slice(hosts.length + 1).split('&');
  const left = options.filter((each) => kurrentOption(each.split('=')[0] ?? '') !== option).join('&');
  return left === '' ? hosts : `${hosts}?${left}`;
}

const after = ({ pathname, search }: URL): string => `${pathname}${search}`;

function hasPort({ port, searchParams }: URL): boolean {
  const given = searchParams.get('port') ?? port;
  return given === '' || (Number(given) >= 1 && Number(given) <= 65_535);
}

/** PostgreSQL on the same computer may be reached through a folder, which stands among what is asked. */
const hasHost = ({ hostname, searchParams }: URL): boolean => hostname !== '' || searchParams.has('host');

function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}${pathname}`);
    return true;
  } catch {
    return false;
  }
}
