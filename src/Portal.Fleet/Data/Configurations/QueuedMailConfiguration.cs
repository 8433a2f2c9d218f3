using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Mail;

namespace Portal.Fleet.Data.Configurations;

internal sealed class QueuedMailConfiguration : IEntityTypeConfiguration<QueuedMail>
{
    public void Configure(EntityTypeBuilder<QueuedMail> builder)
    {
        builder.ToTable("QueuedMails");
        builder.HasKey(mail => mail.Id);
        builder.Property(mail => mail.LastError).HasMaxLength(200);
        builder.HasIndex(mail => mail.NextAt);
    }
}
