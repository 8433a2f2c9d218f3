using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Events;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No foreign keys, as for what else was recorded; the sweep deletes what belongs to no server any more.</summary>
internal sealed class BmcEventConfiguration : IEntityTypeConfiguration<BmcEvent>
{
    public void Configure(EntityTypeBuilder<BmcEvent> builder)
    {
        builder.ToTable("BmcEvents");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Raw).HasMaxLength(SelRecordBytes.Length);
        builder.Property(row => row.Severity).HasConversion<string>().HasMaxLength(16);
        builder.Property(row => row.SensorKey).HasMaxLength(16);
        builder.Property(row => row.Subject).HasMaxLength(BmcEvent.MaxSubject);
        builder.Property(row => row.Text).HasMaxLength(BmcEvent.MaxText);
        builder.Property(row => row.Details).HasMaxLength(BmcEvent.MaxDetails);
        builder.Property(row => row.AcknowledgedById).HasMaxLength(128);
        builder.Property(row => row.AcknowledgedBy).HasMaxLength(256);
        builder.Property(row => row.Note).HasMaxLength(BmcEvent.MaxNote);

        // The record's number and time are in its bytes, so this is one row for each record of each log.
        builder.HasIndex(row => new { row.ServerId, row.Raw }).IsUnique();
        builder.HasIndex(row => new { row.ServerId, row.RecordId });
        builder.HasIndex(row => new { row.ServerId, row.At, row.Id });
        builder.HasIndex(row => new { row.At, row.Id });
        builder.HasIndex(row => new { row.ServerId, row.Severity }).HasFilter("\"AcknowledgedAt\" IS NULL").HasDatabaseName("IX_BmcEvents_Open");
    }
}
