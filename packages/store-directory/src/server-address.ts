/**
 * Whether a server's address means what whoever wrote it meant. A password with a sign that is not written as %40 and
 * so on cuts the address short: the rest then looks like a port, a path or a fragment, and would be told to others.
 */
export function isWellFormed(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null && url.hash === '' && !after(url).includes('@') && hasPort(url) && hasHost(url) && isDecodable(url)
  );
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
