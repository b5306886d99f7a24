/** The name by which kernels know the widgets of this extension, and the version of their messages. */
export const widgetModule = "@titer/jupyterlab";
export const widgetVersion = "1.0.0";
