/** Colours of text and of lines on the page as its theme has them. */
export function pageColours(): { readonly ink: string; readonly line: string; readonly accent: string } {
  const style = getComputedStyle(document.body);
  const value = (name: string, absent: string) => style.getPropertyValue(name).trim() || absent;
  return {
    ink: value("--jp-content-font-color1", "black"),
    line: value("--jp-border-color2", "silver"),
    accent: value("--jp-brand-color1", "#1976d2"),
  };
}
