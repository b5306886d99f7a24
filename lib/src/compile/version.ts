/** The version of the package that compiles; plans name it. */
export const titerVersion = "0.1.0";
