// Stylesheets as text, for the shadow roots on other people's pages.

declare module '*.css?inline' {
  const text: string;
  export default text;
}
