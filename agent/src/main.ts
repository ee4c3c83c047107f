/** The agent's entry. */

console.log('The agent is not built yet.');
