// Progressive enhancement: every page works without this file, and none of it needs a library but htmx.
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/* Toasts: the live region is in the page from the start, so that screen readers announce what is added. */
function toast(text) {
  const note = document.createElement('p');
  note.className = 'toast';
  note.textContent = text;
  $('#toasts')?.append(note);
  setTimeout(() => note.remove(), 6000);
}

/* Theme: system, light, dark, in this order. */
const themes = ['system', 'light', 'dark'];
const currentTheme = () => document.documentElement.dataset.theme ?? 'system';

function showTheme() {
  const theme = currentTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length];
  for (const button of $$('[data-theme-toggle]')) {
    $('use', button).setAttribute('href', `#i-theme-${theme}`);
    button.setAttribute('aria-label', `Theme: ${theme}. Change to ${next}`);
    button.title = `Theme: ${theme}`;
  }
}

function nextTheme() {
  const theme = themes[(themes.indexOf(currentTheme()) + 1) % themes.length];
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try { localStorage.setItem('slipway-theme', theme); } catch { /* It holds for this page then. */ }
  showTheme();
  toast(`Theme: ${theme}`);
}

/* Copying: the clipboard needs a secure context, elsewhere the text is selected for the person. */
async function copy(source) {
  const text = source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied');
  } catch {
    getSelection().selectAllChildren(source);
    toast('Selected: press Ctrl+C to copy');
  }
}

/* Times: relative at a glance, exact in the title. */
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const units = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];

function showTimes(within = document) {
  for (const time of $$('time[datetime][data-relative]', within)) {
    time.title ||= time.textContent;
    const seconds = Math.round((Date.parse(time.dateTime) - Date.now()) / 1000);
    const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
    time.textContent = Math.abs(seconds) < 5 ? 'just now' : relative.format(Math.trunc(seconds / size), unit);
  }
}

/* Live parts: one stream per page; when it fails, polling takes over until the state is final. */
const refreshes = new Map();
const pause = 250;

// What is told while a part is being fetched is fetched afterwards, once, and not at every word of a busy stream.
function refresh(part) {
  if (refreshes.has(part)) return refreshes.set(part, 'again');
  const element = document.getElementById(part);
  if (!element?.dataset.src) return;
  refreshes.set(part, 'under way');
  htmx.ajax('GET', element.dataset.src, { target: element, swap: 'outerHTML' })
    .finally(() => setTimeout(() => {
      const again = refreshes.get(part) === 'again';
      refreshes.delete(part);
      if (again) refresh(part);
    }, pause));
}

// What has not changed stays as it is: with its focus, its scroll position, and unsaid by screen readers.
const shown = new Map();

// A message that appears while a button is being pressed would move it from under the pointer, and nothing would be sent.
let pressing = false;
document.addEventListener('pointerdown', ({ target }) => { pressing = target.closest?.('button') != null; });
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => { pressing = false; });

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const { target, xhr } = detail;
  if (pressing && target.dataset.for !== undefined) detail.shouldSwap = false;
  if (target.dataset.live === undefined || xhr.status !== 200) return;
  if (shown.get(target.id) === xhr.responseText) detail.shouldSwap = false;
  shown.set(target.id, xhr.responseText);
});

function follow(element) {
  const isFinal = () => !$('[data-live]:not([data-final])');
  if (isFinal()) return;
  let source;
  let timer;
  const update = () => {
    if (isFinal()) stop();
    else $$('[data-live]:not([data-final])').forEach(live => refresh(live.id));
  };
  const poll = () => { timer ??= setInterval(() => document.hidden || update(), 2000); };
  const stop = () => { source?.close(); clearInterval(timer); timer = undefined; };
  if ('EventSource' in window) {
    source = new EventSource(element.dataset.events);
    source.onopen = () => { clearInterval(timer); timer = undefined; };
    source.onmessage = update;
    source.onerror = () => isFinal() ? stop() : poll();
  } else {
    poll();
  }
  addEventListener('pagehide', stop, { once: true });
}

/* Errors: the summary takes the focus, so that it is read first. */
function focusErrors(within = document) {
  const summary = $('[data-focus]', within) ?? (within.matches?.('[data-focus]') ? within : null);
  summary?.focus();
}

/* Busy buttons: a form goes off once, and its button says so without changing size. */
function busy(event) {
  const form = event.target;
  if (form.dataset.sent !== undefined) return event.preventDefault();
  if (form.method === 'get') return;
  form.dataset.sent = '';
  event.submitter?.setAttribute('aria-busy', 'true');
}

function idle() {
  for (const form of $$('form[data-sent]')) {
    delete form.dataset.sent;
    $$('[aria-busy]', form).forEach(button => button.removeAttribute('aria-busy'));
  }
}

function markField(message) {
  const input = document.getElementById(message.dataset.for);
  if (message.textContent.trim()) input?.setAttribute('aria-invalid', 'true');
  else input?.removeAttribute('aria-invalid');
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]');
  if (button) copy(document.getElementById(button.dataset.copy));
  if (event.target.closest('[data-theme-toggle]')) nextTheme();
  for (const menu of $$('.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
  const link = event.target.closest('.error-summary a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (field) { event.preventDefault(); field.focus(); }
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') for (const menu of $$('.menu[open]')) { menu.open = false; $('summary', menu).focus(); }
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const palette = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  const search = (slash || palette) && $('#search');
  if (search) { event.preventDefault(); search.focus(); search.select(); }
});

document.addEventListener('submit', busy);
addEventListener('pageshow', idle);

document.addEventListener('htmx:afterSwap', ({ detail }) => {
  const swapped = document.getElementById(detail.elt.id) ?? detail.elt;
  showTimes(swapped);
  if (swapped.matches?.('[data-for]')) markField(swapped);
  focusErrors(swapped);
});
document.addEventListener('htmx:responseError', ({ detail }) => {
  if (detail.xhr.status === 404 && detail.target.dataset.live !== undefined) location.reload(); // it is gone: say so
  else toast(`The portal answered ${detail.xhr.status}. Reload the page to try again.`);
});
document.addEventListener('htmx:sendError', ({ detail }) => {
  if (!detail.requestConfig.elt?.dataset?.quiet) toast('The portal cannot be reached right now.');
});

showTheme();
showTimes();
const current = $('.side [aria-current]');
if (current) current.parentElement.scrollLeft = current.offsetLeft - 16;
setInterval(showTimes, 30000);
focusErrors();
const live = $('[data-events]');
if (live) follow(live);
