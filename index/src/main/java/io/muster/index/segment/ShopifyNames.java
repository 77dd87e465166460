package io.muster.index.segment;

import java.util.Map;

/** What Shopify's segments have and this language does not, so that a pasted rule is told so. */
final class ShopifyNames {
    private static final String LOADED = "a value loaded with customers under fields can be asked for as field.";

    private static final Map<String, String> REASONS = Map.of(
            "predicted_spend_tier", "Shopify predicts it; " + LOADED + "predicted_spend_tier",
            "rfm_group", "Shopify computes it; " + LOADED + "rfm_group",
            "companies", "business customers are not kept here; " + LOADED + "companies",
            "created_by_app_id", "it is not kept here; " + LOADED + "created_by_app_id",
            "product_subscription_status",
                    "subscriptions to products are not kept here; " + LOADED + "product_subscription_status",
            "store_credit_accounts", "store credit is not kept here; " + LOADED + "store_credit");

    private ShopifyNames() {}

    /** Why a name of Shopify's, in lower case, is refused; null for any other name. */
    static String reason(String name) {
        return REASONS.get(name);
    }
}
