package dev.encryptedkinesis.operator.stream;

import java.util.Map;

/** What is known of a stream. */
public sealed interface ObservedStream {

    /**
     * Nobody has looked yet. Creating a stream that exists changes nothing and says that it exists, so the first look
     * at a stream that is to be created may be the attempt to create it; that saves a call for each new stream.
     */
    record Unseen() implements ObservedStream {}

    /** AWS says that there is no stream of this name. */
    record Missing() implements ObservedStream {}

    /**
     * The stream as AWS describes it.
     *
     * @param tags all of the stream's tags, as AWS last listed them or accepted them from us
     */
    record Present(StreamDescription description, Map<String, String> tags, Attachments attachments)
            implements ObservedStream {

        public Present {
            tags = Map.copyOf(tags);
        }

        public StreamState state() {
            return description.state();
        }
    }
}
