/** The page on which a phone gets the certificate of one's own server. */

/** @param {string} address of the app, to open in the end */
export function installPage(address) {
  const safe = address.replace(/[^\w:/.-]/g, '');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Mitsuke on your own network</title>
<style>
  :root { color-scheme: light dark }
  body { max-width: 34rem; margin: 3rem auto; padding: 0 1.25rem; font: 1.0625rem/1.6 system-ui, sans-serif }
  a { color: #d3381c } li { margin: .75rem 0 }
</style>
<h1>Mitsuke on your own network</h1>
<p>Phones give a page storage and speed only if it is secure. This machine made a certificate for that, which
your phone does not know yet.</p>
<ol>
  <li><a href="/mitsuke.crt">Download the certificate.</a></li>
  <li>iPhone, iPad: <i>Settings → Profile downloaded → Install</i>, then <i>Settings → General → About →
  Certificate trust settings</i>, and turn it on. Android: <i>Settings → Security → More → Install a
  certificate → CA certificate</i>.</li>
  <li>Open <a href="${safe}">${safe}</a></li>
</ol>
<p>Whoever holds this certificate’s key could pretend to your phone to be another site. The key stays on this
machine, in <code>.cache/serve</code>. When you are done, remove the certificate from the phone where you
installed it.</p>
`;
}
