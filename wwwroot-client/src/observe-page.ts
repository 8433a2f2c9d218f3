// The script of the page behind an observer link. The terminal comes from the same module as everywhere.
const root = document.querySelector<HTMLElement>('[data-observe]');
if (root) {
  const address = new URL('console.js', import.meta.url).href;
  const { mount, observePage } = await import(address) as typeof import('./console.ts');
  await observePage(root, mount);
}
