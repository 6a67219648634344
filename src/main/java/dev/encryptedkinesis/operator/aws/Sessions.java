package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Actor.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/**
 * The sessions of roles that are under way, and their clients. There are at most so many: each namespace that an identity
 * with a role serves has one per Region, and whoever makes namespaces must not be able to fill the memory.
 */
final class Sessions implements AutoCloseable {

    private final ClientFactory factory;
    private final int most;

    /** The one that was not asked for the longest comes first. */
    private final Map<Place, Open> open = new LinkedHashMap<>();

    private record Place(Session session, String region) {}

    private record Open(ClientFactory factory, SessionClients clients) {

        void dismiss() {
            clients.dismiss(factory::close);
        }
    }

    Sessions(ClientFactory factory, int most) {
        this.factory = factory;
        this.most = most;
    }

    synchronized SessionClients clients(Session session, String region) {
        Place place = new Place(session, region);
        Open found = open.remove(place);
        if (found == null) {
            ClientFactory assuming = factory.assuming(session, Region.of(region));
            found = new Open(assuming, new SessionClients(assuming));
        }
        open.put(place, found);
        if (open.size() > most) {
            open.remove(open.keySet().iterator().next()).dismiss();
        }
        return found.clients();
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Open::dismiss);
        open.clear();
    }
}
