// One click copies: <button data-copy="text"> or, with an empty value, the text of the element itself.

const shownFor = 1_500;

export function watchCopy(): void {
  document.addEventListener('click', event => {
    const source = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
    if (!source) return;
    void copyText(source.dataset['copy'] || source.textContent?.trim() || '').then(done => {
      if (!done) return;
      source.setAttribute('data-copied', '');
      setTimeout(() => source.removeAttribute('data-copied'), shownFor);
    });
  });
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain HTTP beyond loopback has no clipboard API.
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.className = 'vh';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
