// The node-* packages give os and cpu as strings, which pnpm ignores.
// As arrays they are heeded, and only this platform's binary is fetched.
export const hooks = {
  readPackage(pkg) {
    if (/^node-(bin-)?(linux|darwin|win)-/.test(pkg.name)) {
      pkg.os = [pkg.os].flat();
      pkg.cpu = [pkg.cpu].flat();
    }
    return pkg;
  },
};
