/** Objects beside an object of ours that are its own: what is in them, whose one is, and how they get there. */
package dev.encryptedkinesis.operator.owned;
