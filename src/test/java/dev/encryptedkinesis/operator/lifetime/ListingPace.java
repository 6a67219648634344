package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.reconcile.Pace;
import java.util.random.RandomGenerator;

/** A life has few streams, and is to meet what happens where there are many. */
final class ListingPace extends Pace {

    ListingPace(RandomGenerator random) {
        super(random);
    }

    @Override
    protected int worthAList() {
        return 1;
    }
}
