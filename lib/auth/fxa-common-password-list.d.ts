declare module "fxa-common-password-list" {
  /** Whether the password is among the 50 000 most common ones of eight characters and more. */
  const list: { test(password: string): boolean };
  export default list;
}
