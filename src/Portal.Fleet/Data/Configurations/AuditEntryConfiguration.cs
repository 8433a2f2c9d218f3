using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No foreign keys: the audit outlives what it tells about.</summary>
internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.UserId).HasMaxLength(128);
        builder.Property(entry => entry.UserName).HasMaxLength(256);
        builder.Property(entry => entry.Via).HasMaxLength(32);
        builder.Property(entry => entry.RemoteAddress).HasMaxLength(64);
        builder.Property(entry => entry.Credential).HasMaxLength(Audit.MaxCredential);
        builder.Property(entry => entry.Authority).HasMaxLength(Audit.MaxAuthority);
        builder.Property(entry => entry.Mac).HasMaxLength(Auditing.AuditChain.MacSize);
        builder.Property(entry => entry.KeyId).HasMaxLength(Auditing.AuditChain.KeyIdSize);
        builder.Property(entry => entry.Action).HasMaxLength(64);
        builder.Property(entry => entry.ServerName).HasMaxLength(64);
        builder.Property(entry => entry.Outcome).HasMaxLength(16);
        builder.Property(entry => entry.Detail).HasMaxLength(Audit.MaxDetail);
        builder.HasIndex(entry => entry.Sequence).IsUnique();
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => entry.UserId);
        builder.HasIndex(entry => entry.TenantId);
        builder.HasIndex(entry => entry.ServerId);
        builder.HasIndex(entry => entry.Correlation);
    }
}
