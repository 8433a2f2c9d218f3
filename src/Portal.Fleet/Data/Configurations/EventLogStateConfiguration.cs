using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Events;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Data.Configurations;

internal sealed class EventLogStateConfiguration : IEntityTypeConfiguration<EventLogState>
{
    public void Configure(EntityTypeBuilder<EventLogState> builder)
    {
        builder.ToTable("EventLogStates");
        builder.HasKey(row => row.ServerId);
        builder.Property(row => row.LastRecord).HasMaxLength(SelRecordBytes.Length);
    }
}
