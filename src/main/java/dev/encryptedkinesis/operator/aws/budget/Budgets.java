package dev.encryptedkinesis.operator.aws.budget;

import dev.encryptedkinesis.operator.stream.Errand;
import java.util.function.Supplier;

/** The budgets of all accounts and Regions. */
public interface Budgets {

    /** For whoever makes a few calls and is done. */
    Budgets UNLIMITED = new Budgets() {
        @Override
        public Budget of(String account, String region) {
            return Budget.UNLIMITED;
        }

        @Override
        public void known(String name, String account) {
            // Nobody counts.
        }

        @Override
        public <T> T on(Errand errand, Supplier<T> work) {
            return work.get();
        }
    };

    Budget of(String account, String region);

    /** It has turned out which account it is that went by this name: what was spent under it was spent there. */
    void known(String name, String account);

    /** Lets this thread be on an errand meanwhile. */
    <T> T on(Errand errand, Supplier<T> work);
}
