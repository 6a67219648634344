/** JSON that others wrote, read within bounds. */
package dev.encryptedkinesis.operator.json;
