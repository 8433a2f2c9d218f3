// Blazor's Virtualize sizes its spacers with a style attribute, which Blazor writes by setAttribute. The portal's policy
// (style-src-attr 'none') leaves such attributes without effect, so that no injected markup can carry any; what a script sets on an
// element's style it does not concern. Writing them that way keeps both: the strict policy and the spacers.

export function writeStylesByScript(): void {
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (this: Element, name: string, value: string): void {
    if (name === 'style' && this instanceof HTMLElement) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
}
