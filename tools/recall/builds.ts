/** The builds of the app that are compared: RECALL_BUILDS is "name=folder", several with commas. */

const FIRST_PORT = 4190;

export const BUILDS = (process.env.RECALL_BUILDS ?? 'this one=dist').split(',').map((build, i) => {
  const [name = '', folder = ''] = build.split('=');
  return { name, folder, port: FIRST_PORT + i };
});
