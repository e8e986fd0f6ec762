// What has to happen before every other script of a page.

// The default Trusted Types policy: scripts come from our own build, or not at
// all. Markup and inline code have no policy.
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

// The secrets of a mailed or shared link, and of a provider that sends the browser
// back, leave the address at once, so that they stay neither in the history nor on
// the screen; src/lib/link-token.ts hands them on.
if (/^\/(verify|reset|magic|email|invite|unsubscribe|s)$/.test(location.pathname) && location.hash.length > 1) {
  window.smartstackLinkToken = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
} else if (location.pathname.startsWith("/login/callback/")) {
  window.smartstackReturn = location.search;
  history.replaceState(null, "", location.pathname);
}

// The sidebar is as it was left, from the first paint on.
try {
  document.documentElement.toggleAttribute("data-rail", localStorage.getItem("smartstack.rail") === "on");
} catch {
  // No storage: it is wide.
}
