package dev.encryptedkinesis.operator.aws;

import java.time.Duration;

/**
 * How long a call may take. A call has one attempt, because the SDK retries nothing here. Getting credentials is not
 * part of it: the SDK does that before its clocks start.
 *
 * @param connect to establish the connection
 * @param read between two packets of the answer
 * @param attempt from request to complete answer, which also ends an answer that trickles
 * @param call the whole, with signing and reading the answer
 */
record Timeouts(Duration connect, Duration read, Duration attempt, Duration call) {

    /**
     * Control-plane calls take well under a second. These leave room for a slow day and still give the thread back
     * soon, because a pass makes several calls and threads are few. The attempt has room for connecting and reading.
     */
    static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(10));

    /** For calls that AWS itself lets wait for so long. */
    Timeouts withWaitOf(Duration wait) {
        return new Timeouts(connect, read.plus(wait), attempt.plus(wait), call.plus(wait));
    }
}
