package io.muster.index.function;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names of events that everyone knows: as a record's type writes them, and as a rule does. */
public final class EventNames {
    private static final List<String> CHANNELS = List.of("email", "sms", "viber", "messenger", "push", "whatsapp");
    private static final Set<String> ACTIONS = Set.of(
            "sent",
            "delivered",
            "opened",
            "clicked",
            "bounced",
            "unsubscribed",
            "subscribed",
            "marked_as_spam",
            "converted");

    private EventNames() {}

    /**
     * The event that {@code name} stands for: {@code email_opened} and {@code shopify_email.opened} are
     * {@code email.opened}.
     */
    public static String canonical(String name) {
        if (name.startsWith("shopify_email.")) {
            return name.substring("shopify_".length());
        }
        if (name.startsWith("storefront_event.")) {
            return "storefront." + name.substring("storefront_event.".length());
        }
        if (name.equals("product_viewed") || name.equals("collection_viewed")) {
            return "storefront." + name;
        }
        int underscore = name.indexOf('_');
        boolean known = underscore > 0
                && CHANNELS.contains(name.substring(0, underscore))
                && ACTIONS.contains(name.substring(underscore + 1));
        return known ? name.substring(0, underscore) + "." + name.substring(underscore + 1) : name;
    }

    /** The names of the properties, in lower case, that a parameter of a function over events asks for. */
    public static Set<String> properties(String event, String parameter) {
        boolean views = event.startsWith("storefront.");
        return switch (parameter) {
            case "activity_id", "campaign" -> Set.of("campaign", "activity_id");
            case "id" -> views ? Set.of("product", "collection") : Set.of("id");
            case "tag" -> views ? Set.of("tags") : Set.of("tag");
            default -> Set.of(parameter);
        };
    }

    /** Whether a rule may use the canonical name as a function. */
    public static boolean isFunction(String name) {
        return functions().contains(name);
    }

    /** Those names, sorted. */
    public static Collection<String> functions() {
        Set<String> names = new TreeSet<>(Set.of("storefront.product_viewed", "storefront.collection_viewed"));
        for (String channel : CHANNELS) {
            ACTIONS.forEach(action -> names.add(channel + "." + action));
        }
        return names;
    }
}
