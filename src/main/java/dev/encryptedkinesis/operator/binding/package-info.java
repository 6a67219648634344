/** The Secret by which applications find the stream: what is in it, and when it may be there. */
package dev.encryptedkinesis.operator.binding;
