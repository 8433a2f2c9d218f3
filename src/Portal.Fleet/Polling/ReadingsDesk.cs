using Portal.Fleet.Events;
using Portal.Fleet.Inventory;
using Portal.Fleet.Sensors.History;

namespace Portal.Fleet.Polling;

/// <summary>What links need to read sensors and logs.</summary>
internal sealed record ReadingsDesk(SdrShelf Records, HistoryBook History, EventLedger Events, InventoryBook Inventory, PollBudget Budget, PollPlan Plan, ReadingsOptions Options);
