using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.Credentials;

namespace Portal.Fleet.Data.Configurations;

internal sealed class CredentialRotationConfiguration : IEntityTypeConfiguration<CredentialRotation>
{
    public void Configure(EntityTypeBuilder<CredentialRotation> builder)
    {
        builder.ToTable("CredentialRotations");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.ServerName).HasMaxLength(64);
        builder.Property(row => row.Code).HasMaxLength(64);
        builder.Property(row => row.Detail).HasMaxLength(Audit.MaxDetail);
        builder.Property(row => row.UserId).HasMaxLength(450);
        builder.Property(row => row.UserName).HasMaxLength(256);
        builder.Property(row => row.Via).HasMaxLength(32);
        builder.Property(row => row.RemoteAddress).HasMaxLength(64);
        builder.Property(row => row.Reason).HasMaxLength(500);
        builder.HasIndex(row => new { row.RunId, row.ServerName });
        builder.HasIndex(row => row.ServerId);
        builder.HasIndex(row => row.State);
    }
}
