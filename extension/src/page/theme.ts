/** Takes the light or the dark theme, as the system says, and follows it. */
export function followTheme(root: HTMLElement): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const take = () => {
    root.dataset.theme = dark.matches ? "dark" : "light";
  };
  dark.addEventListener("change", take);
  take();
}
