/**
 * Parley's events from a web page: <script src="parley-events.js" data-endpoint="https://…/events"></script>, then
 *   parley.consent(true); parley.identify('c1'); parley.track('product_view', { category: 'shoes' }, { price: 39.9 });
 * Before consent nothing is kept, stored or sent; a browser that sends Global Privacy Control gives none. No cookie, no
 * third party, no finger-print: a random id in localStorage, which goes when consent does.
 */
(() => {
  const { endpoint } = document.currentScript.dataset;
  const [ID, BATCH, WAIT_MS, MOST_WAITING, MOST_BYTES] = ['parley-client-id', 20, 5000, 200, 60_000];
  let allowed = false;
  let userId;
  let waiting = [];
  let timer;

  const clientId = () => {
    const id = localStorage.getItem(ID) ?? crypto.randomUUID();
    localStorage.setItem(ID, id);
    return id;
  };
  const later = () => {
    timer ??= setTimeout(flush, WAIT_MS);
  };
  const again = (events) => {
    if (allowed) waiting = [...events, ...waiting].slice(-MOST_WAITING);
    if (waiting.length > 0) later();
  };
  const take = () => {
    clearTimeout(timer);
    timer = undefined;
    return waiting.splice(0, BATCH);
  };

  async function flush() {
    const events = take();
    if (events.length === 0) return;
    try {
      // As text: a page of another origin needs no preflight for it.
      const answer = await fetch(endpoint, { method: 'POST', body: JSON.stringify(events), credentials: 'omit', keepalive: true, headers: { 'content-type': 'text/plain' } });
      const { results } = answer.status === 202 || answer.status === 503 ? await answer.json() : { results: [] };
      again(answer.status >= 500 && !results?.length ? events : events.filter((_, index) => results?.[index]?.status === 503));
    } catch {
      again(events);
    }
  }

  function leave() {
    for (let events = take(); events.length > 0; events = take()) {
      const body = JSON.stringify(events);
      if (body.length <= MOST_BYTES) navigator.sendBeacon(endpoint, body);
    }
  }

  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());

  globalThis.parley = {
    consent(given) {
      allowed = given === true && navigator.globalPrivacyControl !== true;
      if (allowed) return;
      waiting = [];
      userId = undefined;
      localStorage.removeItem(ID);
    },
    identify(id) {
      if (allowed) userId = id;
    },
    track(event, attributes = {}, metrics = {}) {
      if (!allowed) return;
      waiting.push({ id: crypto.randomUUID(), event, ...(userId === undefined ? { clientId: clientId() } : { userId }), at: new Date().toISOString(), attributes, metrics });
      if (waiting.length >= BATCH) flush();
      else later();
    },
  };
})();
