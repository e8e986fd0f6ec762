// The default Trusted Types policy: scripts come from our own build, or not at
// all. Loaded before everything else; markup and inline code have no policy.
if (window.trustedTypes && !window.trustedTypes.defaultPolicy) {
  window.trustedTypes.createPolicy("default", {
    createScriptURL(address) {
      const url = new URL(address, location.href);
      // As it came: the loader knows its parts by exactly this text.
      if (url.origin === location.origin && url.pathname.startsWith("/_next/static/")) return address;
      throw new TypeError(`refused script ${url.origin}${url.pathname}`);
    },
  });
}
