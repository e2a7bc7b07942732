// Runs before the first paint, so that a chosen theme never flashes the other one.
document.documentElement.dataset.js = '';
try {
  const theme = localStorage.getItem('slipway-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* Storage is refused: the system's theme it is. */ }
