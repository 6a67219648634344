/** The Secret by which applications find the stream: what is in it, when it may be there, and how it gets there. */
package dev.encryptedkinesis.operator.binding;
