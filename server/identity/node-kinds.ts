// What a key in the identity graph is a key of, as a number.

export const NODE_VISITOR = 0;
export const NODE_PHONE = 1;
export const NODE_EMAIL = 2;
export const NODE_USER = 3;
export const NODE_CONTACT = 4;
/** Not in the graph: a visitor (or lone row) that no other key was ever seen with. */
export const NODE_LONE = 5;
